/** S3: the buckets that assets are in. */
package io.github.cdknat.emulator.s3;
