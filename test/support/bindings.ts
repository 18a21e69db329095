import bindings from "@cdktf/provider-aws/package.json";

/** The provider version that the CDKTF bindings were generated from. */
export const version: string = bindings.cdktf.provider.version;
