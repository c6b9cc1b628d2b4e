declare module "heic-convert" {
  interface Conversion {
    readonly buffer: Uint8Array;
    readonly format: "JPEG" | "PNG";
    readonly quality?: number;
  }
  const convert: (conversion: Conversion) => Promise<ArrayBufferLike>;
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default convert;
}
