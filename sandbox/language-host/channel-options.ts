// The size of a message: a large stack's inputs pass gRPC's default of 4 MB, so both sides of the engine use 400 MB.

import type { ChannelOptions } from "@grpc/grpc-js";

const maximum = 400 * 1024 * 1024;

export const channelOptions: ChannelOptions = {
  "grpc.max_receive_message_length": maximum,
  "grpc.max_send_message_length": maximum,
};
