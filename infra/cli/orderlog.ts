/** The command line, as `orderlog.mjs` starts it on the right Node: the table of commands. */

import { dispatch, type Commands } from './dispatch.ts';
import { processTerminal } from './process-terminal.ts';

const commands: Commands = {
  up: {
    summary: 'run everything on this machine',
    load: async () => (await import('./up.ts')).upCommand,
  },
  publish: {
    summary: 'publish CloudEvents from a file or stdin',
    load: async () => (await import('./publish-command.ts')).publishCommand,
  },
  import: {
    summary: "turn another system's order log into events and publish them",
    load: async () => (await import('./import-command.ts')).importCommand,
  },
  order: {
    summary: 'show one order, now or as it was',
    load: async () => (await import('./order-command.ts')).orderCommand,
  },
  events: {
    summary: 'list the events of one order',
    load: async () => (await import('./events-command.ts')).eventsCommand,
  },
  image: {
    summary: 'upload a picture of an order',
    load: async () => (await import('./image-command.ts')).imageCommand,
  },
  tail: {
    summary: 'follow events as they are recorded',
    load: async () => (await import('./tail-command.ts')).tailCommand,
  },
  verify: {
    summary: 'check that logs are gapless and every read model is the fold of them',
    load: async () => (await import('./verify-command.ts')).verifyCommand,
  },
  rebuild: {
    summary: 'build read models anew while they are served, follow that, or take it back',
    load: async () => (await import('./rebuild-command.ts')).rebuildCommand,
  },
  mail: {
    summary: 'read the mail that customers were sent, on this machine',
    load: async () => (await import('./mail-command.ts')).mailCommand,
  },
  resources: {
    summary: 'list what the stack consists of',
    load: async () => (await import('./resources-command.ts')).resourcesCommand,
  },
};

process.exitCode = await dispatch(commands, process.argv.slice(2), processTerminal());
