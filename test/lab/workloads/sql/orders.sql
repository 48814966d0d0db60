-- Orders, as many as an UPDATE works on for a quarter of a second.
CREATE TABLE orders (
	id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
	state CHAR(4) NOT NULL,
	remark CHAR(200) NOT NULL,
	changed DATETIME NULL
);

INSERT INTO orders (state, remark)
WITH RECURSIVE numbers AS (
	SELECT 1 AS number UNION ALL SELECT number + 1 FROM numbers WHERE number < 300
)
SELECT 'open', REPEAT('x', 200) FROM numbers;

INSERT INTO orders (state, remark)
SELECT one.state, one.remark FROM orders AS one, orders AS other WHERE other.id < 100;
