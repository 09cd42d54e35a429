/** An alarm for the reader of a stream that falls behind: it retries until the records expire, and says nothing of it. */

import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';

/** As long as a record that fails alone may hold its shard. */
const LATE = Duration.minutes(15);

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function alarmWhenLate(reader: LambdaFunction): void {
  new Alarm(reader, 'Late', {
    alarmDescription: 'A stream is read late: its reader keeps failing or is too slow. Look at its log.',
    metric: reader.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
    threshold: LATE.toMilliseconds(),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
