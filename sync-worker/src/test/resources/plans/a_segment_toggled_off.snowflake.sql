-- describe_segment: Leave segment_buyers as it is from now on: its segment is toggled off. [FREEZES_TABLE]

