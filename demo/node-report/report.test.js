// node --test demo/node-report

'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { buildReport, renderRows, sumPerCustomer } = require('./report.js');

test('orders are summed per customer, the best customer first', () => {
  const orders = [
    { customer: 'a', cents: 100 },
    { customer: 'b', cents: 250 },
    { customer: 'a', cents: 100 },
  ];
  assert.deepStrictEqual(sumPerCustomer(orders), [['b', 250], ['a', 200]]);
});

test('a row has the customer and the sum with two decimals', () => {
  assert.strictEqual(renderRows([['a', 205]]), '<tr><td>a</td><td>2.05</td></tr>');
});

test('a report has a row for each customer', () => {
  const rows = buildReport().match(/<tr>/g).length;
  assert.ok(rows > 100 && rows <= 300, `${rows} rows`);
});
