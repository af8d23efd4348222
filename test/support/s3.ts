import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
// @ts-expect-error the package has no types
import S3rver from "s3rver";

type S3rverServer = { run(): Promise<{ port: number }>; close(): Promise<void> };

/** An S3-compatible store in this process on a random port of loopback; `url` has the form of BIJAK_BLOBS_URL. It checks neither secrets nor conditions. */
export async function startS3(): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> {
  const directory = await mkdtemp(join(tmpdir(), "bijak-s3-"));
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: "bijak" }],
  }) as S3rverServer; // its documented interface
  const { port } = await server.run();
  return {
    url: `s3+http://S3RVER:S3RVER@127.0.0.1:${port}/bijak/test?region=us-east-1`,
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
