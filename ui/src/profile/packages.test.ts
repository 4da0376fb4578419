import { describe, expect, it } from 'vitest';
import { fileOf, packageOf } from './packages.ts';

const frame = (kind: string, name: string, file = '', module = '') => ({ kind, name, file, module });

describe('packages', () => {
  it.each([
    [frame('jvm', 'java.util.HashMap.put'), 'java.util'],
    [frame('jvm_inlined', 'boolean java.util.AbstractCollection.contains(java.lang.Object)'), 'java.util'],
    [frame('jvm', 'shop.Prices$Worker.answer'), 'shop'],
    [frame('jvm', 'Main.main'), 'Java'],
    [frame('jvm', 'a.b.c.run'), 'a.b'],
    [frame('go', 'net/http.(*Server).Serve'), 'net/http'],
    [frame('go', 'main.rollingChecksum'), 'main'],
    [frame('go', 'github.com/x/y.v2.F'), 'github.com/x/y'],
    [frame('rust', 'tokio::runtime::task::poll'), 'tokio::runtime'],
    [frame('rust', '<alloc::vec::Vec<T> as core::ops::Drop>::drop'), 'alloc::vec'],
    [frame('native', 'malloc', '', '/usr/lib/libc.so.6'), 'libc.so.6'],
    [frame('python', 'f', '/srv/app/shop/views.py'), 'app/shop'],
    [frame('python', 'get', '/usr/lib/python3/site-packages/requests/api.py'), 'requests'],
    [frame('node', 'handle', '/srv/node_modules/express/lib/router.js'), 'express/lib'],
    [frame('node', 'anonymous'), 'Node'],
    [frame('kernel', 'tcp_sendmsg', 'tcp.c', 'vmlinux'), 'Kernel'],
    [frame('unknown', '0x7f', '', '/opt/tool'), 'tool'],
    [frame('constructor', 'x'), 'Unknown'],
  ])('%o is in %s', (one, expected) => {
    expect(packageOf(one)).toBe(expected);
  });

  it('a frame without a file is in its library', () => {
    expect(fileOf(frame('native', 'malloc', '', '/lib/libc.so.6'))).toBe('/lib/libc.so.6');
    expect(fileOf(frame('python', 'f', 'views.py'))).toBe('views.py');
    expect(fileOf(frame('kernel', 'f'))).toBe('Kernel');
  });
});
