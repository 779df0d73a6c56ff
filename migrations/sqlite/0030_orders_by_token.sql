-- A form makes one order, in whichever community: whoever posts it again may have moved, or chosen another estate.
CREATE INDEX orders_by_token ON orders (token);
