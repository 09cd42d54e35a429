/** Stands in for bowser inside a Lambda bundle: the SDK asks it what browser it runs in, which is none. */
const noBowser = {
  parse: () => ({ browser: {}, os: {}, platform: {}, engine: {} }),
};

export default noBowser;
