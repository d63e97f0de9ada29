-- describe_event: Describe the event "Order" anew.

