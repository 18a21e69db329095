// The app that cdktf.json runs. It is the Slack example; put your own stacks here.
import "./examples/slack/main";
