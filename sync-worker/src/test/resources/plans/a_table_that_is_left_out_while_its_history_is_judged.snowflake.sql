-- drop_fill: Give up filling refund: it is left out.

