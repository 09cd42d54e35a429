/**
 * sharp as a function with little memory and hostile input needs it. These settings are the process's own, so
 * everything here takes sharp from this file.
 */

import sharp from 'sharp';

// Nothing is opened twice: a cache would only hold memory. https://sharp.pixelplumbing.com/api-utility/#cache
sharp.cache(false);
// Pictures are made side by side already; more threads for each would need more memory and not end sooner.
sharp.concurrency(1);
// What `inspect` did not recognise must not be opened by a loader that nobody thought of.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});

export { sharp };
