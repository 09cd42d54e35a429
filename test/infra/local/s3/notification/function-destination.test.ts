import { expect, test } from 'vitest';
import { allows } from '../../../../../infra/local/iam/allows.ts';
import { s3Service } from '../../../../../infra/local/s3/s3-service.ts';
import { FUNCTION_ARN, lambdaRig } from '../../lambda/lambda-rig.ts';

const Bucket = 'pictures';
const Configuration = {
  CloudFunctionConfiguration: [{ Id: 'f', CloudFunction: FUNCTION_ARN, Event: ['s3:ObjectCreated:*'] }],
};

test('a function is invoked for the bucket its policy names, and for no other', () => {
  const rig = lambdaRig([s3Service()], { allows });
  rig.createFunction();
  const configure = () => rig.call('s3', 'PutBucketNotificationConfiguration', { Bucket, Configuration });
  const permit = (bucket: string) =>
    rig.call('lambda', 'AddPermission', {
      FunctionName: FUNCTION_ARN,
      StatementId: bucket,
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
      SourceArn: `arn:aws:s3:::${bucket}`,
      SourceAccount: '000000000000',
    });
  rig.call('s3', 'CreateBucket', { Bucket });
  permit('other');
  expect(configure).toThrow('Unable to validate the following destination configurations');
  permit(Bucket);
  configure();
  rig.call('s3', 'PutObject', { Bucket, Key: 'a b.png', Body: 'hello' });
  rig.settle();
  expect(rig.events).toMatchObject([{ Records: [{ s3: { configurationId: 'f', object: { key: 'a+b.png' } } }] }]);
});
