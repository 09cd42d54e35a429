/** A service for tests of the shell: it echoes, waits for signals, schedules tasks and has bugs, as asked. */

import type { Service } from '../../../../infra/local/kernel/service.ts';
import { key } from '../../../../infra/local/kernel/tuple-key.ts';
import { Wait, type WireResponse } from '../../../../infra/local/kernel/wire.ts';

const NOTE = key('sqs', 'note');

/** Answers to the name `sqs`, by path. */
export function echoService(): Service {
  const respond = (body: string): WireResponse => ({ status: 200, headers: {}, body });
  return {
    name: 'sqs',
    operations: {},
    serve(context, request) {
      const { tx } = context;
      switch (request.path) {
        case '/caller':
          return respond(JSON.stringify(context.caller));
        case '/bug':
          throw new Error('a bug');
        case '/write':
          tx.put(NOTE, Buffer.from(request.body).toString());
          context.signal('note');
          return respond('written');
        case '/read':
          return respond(tx.get<string>(NOTE) ?? 'nothing');
        case '/wait':
          return new Wait('note', context.now + Number(request.query.get('ms')), ({ tx: later }) =>
            respond(later.get<string>(NOTE) ?? 'nothing'),
          );
        case '/signal-myself':
          context.signal('myself');
          return new Wait('myself', context.now + 60_000, () => respond('heard'));
        case '/schedule':
          context.schedule({ service: 'sqs', task: 'note', dueMs: context.now + 20, payload: 'by a task' });
          return respond('scheduled');
        case '/schedule-bug':
          context.schedule({ service: 'sqs', task: 'buggy', dueMs: 0, payload: undefined });
          return respond('scheduled');
        default:
          return respond(JSON.stringify({ ...request, body: Buffer.from(request.body).toString() }));
      }
    },
    refuse: (error) => ({ status: error.status, headers: {}, body: error.message }),
    tasks: {
      note(context, text: string) {
        context.tx.put(NOTE, text);
        context.signal('note');
      },
      buggy() {
        throw new Error('a buggy task');
      },
    },
  };
}
