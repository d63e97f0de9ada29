-- describe_segment: Describe the segment "Customers" anew.

