/** Reads what `cdk synth` left in its output directory: the stack's template, and where its assets lie. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TemplateProblems, type Template } from './template.ts';

export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** Absolute paths of file assets on this machine, by the S3 key the template names them with. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
}

interface AssetManifest {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/**
 * The one stack of a cloud assembly. Throws `TemplateProblems` if there is none, or more than one.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
 */
export function readAssembly(directory: string): Assembly {
  const { artifacts } = readJson<Manifest>(directory, 'manifest.json');
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [found] = stacks;
  if (found === undefined || stacks.length > 1)
    throw new TemplateProblems([
      `${directory} holds ${stacks.length} stacks (${stacks.map(([id]) => id).join(', ')}): the engine runs one.`,
    ]);
  const [id, stack] = found;
  return {
    stackName: stack.properties?.stackName ?? id,
    template: readJson<Template>(directory, stack.properties?.templateFile ?? `${id}.template.json`),
    assets: new Map(
      (stack.dependencies ?? [])
        .map((name) => artifacts[name])
        .filter((artifact) => artifact?.type === 'cdk:asset-manifest')
        .flatMap((artifact) => assetPaths(directory, artifact?.properties?.file ?? `${id}.assets.json`)),
    ),
  };
}

function assetPaths(directory: string, file: string): [string, string][] {
  const { files } = readJson<AssetManifest>(directory, file);
  return Object.values(files).flatMap(({ source, destinations }) =>
    source.path === undefined
      ? []
      : Object.values(destinations).map(({ objectKey }): [string, string] => [
          objectKey,
          resolve(directory, source.path ?? ''),
        ]),
  );
}

function readJson<T>(directory: string, file: string): T {
  const path = join(directory, file);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new TemplateProblems([`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
