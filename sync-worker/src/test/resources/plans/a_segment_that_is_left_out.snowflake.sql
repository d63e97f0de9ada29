-- leave_out_segment: Leave segment_buyers out: it stays as it is, and a later run builds it anew. [LEAVES_TABLE_OUT]

