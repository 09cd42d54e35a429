/** The arguments of `orderlog rebuild`: what is to be done, to which read models. */

import type { Source } from '../../../domain/ports/control-records.ts';
import { misused } from '../cli-error.ts';
import { parseOptions, SYSTEM_OPTIONS } from '../parse-arguments.ts';

export type Action = 'rebuild' | 'estimate' | 'status' | 'cancel' | 'rollback';

export interface RebuildArguments {
  readonly action: Action;
  /** A projection's name, or `all`. */
  readonly name: string;
  readonly from: Source;
  /** Start it, and do not stay to see how it goes. */
  readonly detach: boolean;
  readonly json: boolean;
  readonly data: string | undefined;
  readonly stage: string | undefined;
}

const OPTIONS = {
  ...SYSTEM_OPTIONS,
  from: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  detach: { type: 'boolean', default: false },
} as const;

const OTHER_ACTIONS = ['status', 'cancel', 'rollback'] as const;

/** Throws `CliError` with the code `Misused`. */
export function rebuildArguments(args: readonly string[]): RebuildArguments {
  const { values, positionals } = parseOptions(args, OPTIONS);
  const [first, ...others] = positionals;
  const other = OTHER_ACTIONS.find((action) => action === first);
  const { name, surplus } = nameIn(other === undefined ? positionals : others, other);
  if (surplus !== undefined) throw misused(`"${surplus}" is one argument too many: name one read model, or "all".`);
  const { from, 'dry-run': dryRun, detach, ...system } = values;
  if (other !== undefined && (from !== undefined || dryRun || detach)) {
    throw misused(`--from, --dry-run and --detach are about starting a rebuild: they mean nothing to "${other}".`);
  }
  if (dryRun && detach) throw misused('--dry-run starts nothing: leave out --detach.');
  const action = other ?? (dryRun ? 'estimate' : 'rebuild');
  return { action, name, from: sourceNamed(from), detach, data: system.data, stage: system.stage, json: system.json };
}

function nameIn(positionals: readonly string[], action: Action | undefined) {
  const [name = action === 'status' ? 'all' : '', surplus] = positionals;
  if (name === '') throw misused('the name of a read model is missing; "all" means every one.');
  return { name, surplus };
}

function sourceNamed(text = 'archive'): Source {
  if (text !== 'archive' && text !== 'store') throw misused(`--from must be archive or store, not "${text}".`);
  return text;
}
