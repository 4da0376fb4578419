import { createRoot } from 'react-dom/client';
import { applyTheme } from '../components/theme.ts';
import '../theme.css';
import { isDiff, readContent } from './content.ts';
import { DiffViewer } from './DiffViewer.tsx';
import { ProfileViewer } from './ProfileViewer.tsx';

applyTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('graph.html has no #root');
try {
  const { title, answer } = readContent(document.getElementById('data')?.textContent ?? '');
  createRoot(root).render(
    isDiff(answer) ? <DiffViewer {...{ title, answer }} /> : <ProfileViewer {...{ title, answer }} />,
  );
} catch (error) {
  root.textContent = error instanceof Error ? error.message : String(error);
}
