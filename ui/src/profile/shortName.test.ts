import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, shortName } from './shortName.ts';

describe('short names', () => {
  it.each([
    ['java.lang.Thread.run', 'jvm', 'Thread.run'],
    ['void java.util.HashMap.resize(int, java.lang.Object)', 'jvm_inlined', 'HashMap.resize'],
    ['java/util/HashMap.resize', 'jvm', 'HashMap.resize'],
    ['Main.main', 'jvm', 'Main.main'],
    ['std::sys::thread::start(int)', 'cpp', 'thread::start'],
    ['std::map<int, std::string>::find(int const&)', 'cpp', 'std::map<int, std::string>::find'],
    ['github.com/acme/shop/cart.(*Cart).Add', 'go', 'cart.(*Cart).Add'],
    ['largest_five', 'python', 'largest_five'],
    ['render (/srv/app/render.js:12)', 'node', 'render (/srv/app/render.js:12)'],
    ['libcrypto.so.3+0x1f20c0', 'native', 'libcrypto.so.3+0x1f20c0'],
  ])('%s (%s) is %s', (name, kind, expected) => {
    expect(shortName(name, kind)).toBe(expected);
  });

  it('no name becomes longer, and none becomes empty', () => {
    const kind = fc.constantFrom('jvm', 'cpp', 'native', 'rust', 'go', 'python', 'unknown');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z.:/()<> ]{1,40}$/), kind, (name, of) => {
        const short = shortName(name, of);
        expect(short.length).toBeLessThanOrEqual(name.length);
        if (/^[a-z]/.test(name) && /[a-z]$/.test(name)) expect(short).not.toBe('');
      }),
    );
  });

  it('fits in the room there is', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(60), (name, letters) => {
        expect(fit(name, 'jvm', letters).length).toBeLessThanOrEqual(letters);
      }),
    );
    expect(fit('java.lang.Thread.run', 'jvm', 20)).toBe('java.lang.Thread.run');
    expect(fit('java.lang.Thread.run', 'jvm', 12)).toBe('Thread.run');
    expect(fit('java.lang.Thread.run', 'jvm', 7)).toBe('Thread…');
    expect(fit('java.lang.Thread.run', 'jvm', 2)).toBe('');
  });
});
