import type { Frame } from './frame.ts';
import { languageOf } from './languages.ts';

/**
 * The package that a function belongs to, as its language has them: Java's packages, Go's import paths, the namespaces
 * of C++ and Rust, the folder of a Python or JavaScript file, else the library. Languages without any stand for
 * themselves.
 */
export function packageOf(frame: Frame): string {
  const { name, file, module, kind } = frame;
  const { id, label } = languageOf(frame);
  switch (id) {
    case 'java':
      return javaPackage(name) || label;
    case 'go':
      return goPackage(name) || baseName(module) || label;
    case 'rust':
      return namespaceOf(name) || baseName(module) || label;
    case 'native':
      return baseName(module) || namespaceOf(name) || label;
    case 'python':
    case 'node':
    case 'ruby':
    case 'php':
    case 'perl':
      return folderOf(file) || baseName(module) || label;
    case 'kernel':
    case 'pruned':
      return label;
    default:
      return kind === 'thread' || kind === 'thread_state' ? label : baseName(module) || folderOf(file) || label;
  }
}

/** The file that a function is in, else the library, else what stands for its language. */
export function fileOf(frame: Frame): string {
  return frame.file || frame.module || languageOf(frame).label;
}

/** `java.util` of `java.util.HashMap.put`: packages are in lower case, classes are not. */
function javaPackage(name: string): string {
  const open = name.indexOf('(');
  const path = (open < 0 ? name : name.slice(0, open)).split(' ').at(-1) ?? '';
  const parts = path.split(/[./]/);
  const first = parts.findIndex((part) => !/^[a-z_][\w]*$/.test(part));
  // The last part is a method and the one before it a class, however they are written.
  return parts.slice(0, Math.min(first < 0 ? parts.length : first, parts.length - 2)).join('.');
}

/** `net/http` of `net/http.(*Server).Serve`. */
function goPackage(name: string): string {
  const slash = name.lastIndexOf('/');
  const dot = name.indexOf('.', slash + 1);
  return dot < 0 ? '' : name.slice(0, dot);
}

/** `tokio::runtime` of `tokio::runtime::task::poll`: two levels tell enough apart. */
function namespaceOf(name: string): string {
  const path = name.replace(/^<+/, '').split(/[<( ]/, 1)[0];
  return path.split('::').slice(0, -1).slice(0, 2).join('::');
}

/** `express/lib` of `/srv/node_modules/express/lib/router.js`; of other files the last two folders. */
function folderOf(file: string): string {
  const parts = file.split(/[/\\]/).slice(0, -1);
  const inPackage = Math.max(parts.lastIndexOf('node_modules'), parts.lastIndexOf('site-packages'));
  return (inPackage >= 0 ? parts.slice(inPackage + 1) : parts.slice(-2))
    .filter((part) => part !== '')
    .join('/');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
