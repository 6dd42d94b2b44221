import type { Topology, TopicTopology } from '../topology.ts';

/** The settings of one topic, in milliseconds and bytes. */
export interface TopicSettings {
  readonly lockMs: number;
  readonly maxDeliveryCount: number;
  readonly duplicateWindowMs: number;
  readonly timeToLiveMs: number;
  readonly maxMessageBytes: number;
}

/** The topic's own settings over the defaults. */
export function topicSettings(topic: TopicTopology, defaults: Topology['defaults']): TopicSettings {
  return {
    lockMs: (topic.lockSeconds ?? defaults.lockSeconds) * 1000,
    maxDeliveryCount: topic.maxDeliveryCount ?? defaults.maxDeliveryCount,
    duplicateWindowMs: (topic.duplicateDetectionSeconds ?? defaults.duplicateDetectionSeconds) * 1000,
    timeToLiveMs: (topic.timeToLiveDays ?? defaults.timeToLiveDays) * 86_400_000,
    maxMessageBytes: (topic.maxMessageKilobytes ?? defaults.maxMessageKilobytes) * 1024,
  };
}
