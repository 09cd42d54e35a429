/** Puts packages with native code beside a bundle, built for where it will run. */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const MODULES = resolve(import.meta.dirname, '../../node_modules');

/** `host` is this machine; `lambda` Linux on arm64, as every function's. */
export type NativeTarget = 'host' | 'lambda';

/**
 * Copies the packages, with all they need, into `directory/node_modules`. Those for Lambda are fetched from the npm
 * registry the first time, at the versions that are installed here: npm installs no other platform's beside its own.
 */
export function addNativePackages(names: readonly string[], directory: string, target: NativeTarget): void {
  const from = target === 'host' ? MODULES : fetchForLambda(names);
  for (const name of withDependencies(names, from))
    cpSync(join(from, name), join(directory, 'node_modules', name), { recursive: true });
}

/** Of the optional ones those of the platform are there. What a package has in a folder of its own comes with it. */
function withDependencies(names: readonly string[], modules: string, found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    const manifest = join(modules, name, 'package.json');
    if (found.has(name) || !existsSync(manifest)) continue;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    const shared = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
      (dependency) => !existsSync(join(modules, name, 'node_modules', dependency)),
    );
    withDependencies(shared, modules, found);
  }
  return found;
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The `node_modules` for Lambda; kept with those of the host, which an installation clears. */
function fetchForLambda(names: readonly string[]): string {
  const packages = names.map((name) => `${name}@${installedVersion(name)}`);
  const kept = join(MODULES, '.cache/orderlog/lambda', packages.join('+').replaceAll('/', '__'));
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    const fresh = mkdtempSync(`${kept}-`);
    writeFileSync(join(fresh, 'package.json'), '{ "private": true }');
    const platform = ['--os=linux', '--cpu=arm64', '--libc=glibc'];
    const flags = ['--ignore-scripts', '--no-package-lock', '--prefer-offline', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...platform, ...flags, ...packages], { cwd: fresh, stdio: 'pipe' });
    keep(fresh, kept);
  }
  return join(kept, 'node_modules');
}

/** Another synthesis may have been faster. */
function keep(fresh: string, kept: string): void {
  try {
    renameSync(fresh, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
    rmSync(fresh, { recursive: true });
  }
}

function installedVersion(name: string): string {
  return (JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as Manifest).version;
}
