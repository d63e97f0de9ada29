-- drop_fill: Give up filling refund: its event is no longer synced.

