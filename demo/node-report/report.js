// A small service: each request makes up a day's orders, sums them per customer
// and answers with a report as HTML.
//
// usage: report.js PORT_FILE    the port, chosen by the system, is written there

'use strict';

const fs = require('node:fs');
const http = require('node:http');

const ORDERS = 4000;
const CUSTOMERS = 300;

function makeUpOrders() {
  const orders = [];
  for (let i = 0; i < ORDERS; i++) {
    orders.push({
      customer: `customer-${Math.floor(Math.random() * CUSTOMERS)}`,
      cents: Math.floor(Math.random() * 100_000),
      day: new Date(1_700_000_000_000 + i * 1000).toISOString(),
    });
  }
  return orders;
}

// As if the orders came over the wire.
function sendAndReceive(orders) {
  return JSON.parse(JSON.stringify(orders));
}

function sumPerCustomer(orders) {
  const sums = new Map();
  for (const { customer, cents } of orders) {
    sums.set(customer, (sums.get(customer) ?? 0) + cents);
  }
  return [...sums].sort(([, one], [, other]) => other - one);
}

function renderRows(sums) {
  return sums
    .map(([customer, cents]) => `<tr><td>${customer}</td><td>${(cents / 100).toFixed(2)}</td></tr>`)
    .join('\n');
}

function buildReport() {
  const orders = sendAndReceive(makeUpOrders());
  return `<table>\n${renderRows(sumPerCustomer(orders))}\n</table>\n`;
}

function serve(portFile) {
  const server = http.createServer((request, response) => {
    if (request.url !== '/work') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(buildReport());
  });
  server.listen(0, '127.0.0.1', () => {
    // In one step, so that nobody reads half a port.
    fs.writeFileSync(`${portFile}.part`, `${server.address().port}\n`);
    fs.renameSync(`${portFile}.part`, portFile);
  });
  process.on('SIGTERM', () => process.exit(0));
}

module.exports = { buildReport, makeUpOrders, sendAndReceive, sumPerCustomer, renderRows };

if (require.main === module) {
  serve(process.argv[2]);
}
