import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeImages } from '../../../domain/order/images.ts';
import { twoWays } from '../arbitraries.ts';
import { at, fold, given, hourText, pictured, pictureHidden, pictureRejected } from '../story.ts';

describe('the images of an order', () => {
  test('an uploaded one tells what it is and where its pictures are', () => {
    const { imageId: id, ...data } = pictured({ caption: 'as it came' }).data;
    given(pictured({ caption: 'as it came' })).then({ images: [{ id, state: 'uploaded', at: hourText(1), ...data }] });
  });

  test('a rejected one tells why', () => {
    const { imageId: id, ...data } = pictureRejected().data;
    given(pictureRejected()).then({ images: [{ id, state: 'rejected', at: hourText(1), ...data }] });
  });

  test('a hidden one tells nothing but that, by whom and why', () => {
    const hidden = pictureHidden({ by: 'ada', reason: 'the wrong lamp' });
    const image = { id: 'image-1', state: 'hidden', at: hourText(2), by: 'ada', reason: 'the wrong lamp' } as const;
    expect(given(pictured(), hidden).description.images).toEqual([image]);
  });

  test('stays hidden, whatever is said besides, and in whatever order', () => {
    const hidden = [{ id: 'image-1', state: 'hidden', at: hourText(3) }] as const;
    given(pictured(), pictureRejected(), pictureHidden()).then({ images: hidden });
    given(at(3, pictureHidden()), at(1, pictured()), at(5, pictured())).then({ images: hidden });
    given(at(3, pictureHidden())).then({ images: hidden });
  });

  test('one that was uploaded is not rejected by a second look', () => {
    given(pictureRejected(), pictured()).then({ images: [{ id: 'image-1', state: 'uploaded' }] as never });
  });

  test('come in the order in which they were first spoken of', () => {
    const story = [at(2, pictured()), at(1, pictureRejected({ imageId: 'z' })), at(9, pictureHidden({ imageId: 'z' }))];
    expect(given(...story).description.images.map(({ id }) => id)).toEqual(['z', 'image-1']);
  });

  test('do not depend on how the events arrived', () => {
    fc.assert(
      fc.property(twoWays, ([history, deliveries]) => {
        expect(describeImages(fold(deliveries).facts)).toEqual(describeImages(fold(history).facts));
      }),
    );
  });
});
