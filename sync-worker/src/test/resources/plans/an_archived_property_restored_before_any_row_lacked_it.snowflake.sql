-- forget_gap: No row of order lacks its value of revenue any more.

