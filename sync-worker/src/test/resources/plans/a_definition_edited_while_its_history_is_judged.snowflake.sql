-- start_fill: Leave refund to a run beside this one, which judges 100 events of history first. [FILLS_BESIDE 100]

