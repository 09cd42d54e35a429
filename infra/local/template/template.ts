/** The shape of a CloudFormation template, as far as the engine reads it. */

/** A value of the template with intrinsic functions still in it. */
export type Unresolved = string | number | boolean | null | readonly Unresolved[] | UnresolvedMap;
export interface UnresolvedMap {
  readonly [name: string]: Unresolved;
}

export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, UnresolvedMap>>>>;
  readonly Conditions?: Readonly<Record<string, Unresolved>>;
  readonly Resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly Outputs?: Readonly<Record<string, OutputDeclaration>>;
}

interface TemplateParameter {
  readonly Type: string;
  readonly Default?: string | number;
  readonly Description?: string;
  readonly NoEcho?: boolean;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
export interface ResourceDeclaration {
  readonly Type: string;
  readonly Properties?: UnresolvedMap;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

interface OutputDeclaration {
  readonly Value: Unresolved;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: Unresolved };
}

/** The name an intrinsic function was given; anything else than text names nothing that exists. */
export function nameIn(argument: Unresolved | undefined): string {
  return typeof argument === 'string' ? argument : JSON.stringify(argument ?? null);
}

/** What stops a template from being run here, every finding at once. */
export class TemplateProblems extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The template cannot be run:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'TemplateProblems';
    this.problems = problems;
  }
}
