//! ROS 2, version 0.1.0 of the binding.

use super::Meaning::{Breaks, Negotiated, Offers, Own, Risky};
use super::fields;
use super::offer::Order::{Larger, Ranked, Smaller};

fields! {
    Server {
        "domainId": Breaks,
            "nodes of other domains do not see each other",
            "ROS 2, The ROS_DOMAIN_ID";
        "rmwImplementation": Risky,
            "implementations of different vendors talk to each other only in part",
            "ROS 2, Different ROS 2 middleware vendors";
    }
    Operation {
        "role": Breaks,
            "topics, services and actions are different ways to talk",
            "ROS 2, Interfaces";
        "node": Own,
            "partners know topics and services, not nodes",
            "ROS 2, Nodes";
        "qosPolicies": Risky,
            "messages arrive otherwise",
            "ROS 2, Quality of Service settings";
        "qosPolicies.reliability": Negotiated(Ranked(&["best_effort", "reliable"])),
            "who asks for reliable delivery is not connected with who offers best effort",
            "ROS 2, Quality of Service settings, QoS compatibilities";
        "qosPolicies.durability": Negotiated(Ranked(&["volatile", "transient_local"])),
            "who asks for messages from before is not connected with who keeps none",
            "ROS 2, Quality of Service settings, QoS compatibilities";
        "qosPolicies.liveliness": Negotiated(Ranked(&["automatic", "manual"])),
            "who asks for manual signs of life is not connected with who gives automatic ones",
            "ROS 2, Quality of Service settings, QoS compatibilities";
        "qosPolicies.deadline": Negotiated(Smaller),
            "who asks for messages more often is not connected with who sends less often",
            "ROS 2, Quality of Service settings, QoS compatibilities";
        "qosPolicies.leaseDuration": Negotiated(Smaller),
            "who asks for signs of life more often is not connected with who gives them less often",
            "ROS 2, Quality of Service settings, QoS compatibilities";
        "qosPolicies.lifespan": Offers(Larger),
            "who reads late misses messages that have expired",
            more: "messages expire later",
            "ROS 2, Quality of Service settings";
        "qosPolicies.history": Risky,
            "who is slow loses other messages than before",
            "ROS 2, Quality of Service settings";
    }
}
