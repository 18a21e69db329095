export { DeliveryStream, type IDeliveryStream } from "./delivery-stream";
