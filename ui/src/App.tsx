import { useEffect } from 'react';
import { navigate, usePathname } from 'wouter/use-browser-location';
import { needsSignIn, useSession } from './api/session.ts';
import { Empty } from './components/Empty.tsx';
import { Header } from './components/Header.tsx';
import { Diff } from './screens/Diff.tsx';
import { Namespace } from './screens/Namespace.tsx';
import { Pod } from './screens/Pod.tsx';
import { Service } from './screens/Service.tsx';
import { Services } from './screens/Services.tsx';
import { SignIn } from './screens/SignIn.tsx';
import { Target } from './screens/Target.tsx';
import { Targets } from './screens/Targets.tsx';
import { parseRoute } from './url/route.ts';

export function App() {
  const session = useSession();
  if (session.isPending) return null;
  return needsSignIn(session.data) ? <SignIn /> : <Screen />;
}

function Screen() {
  const pathname = usePathname();
  const route = parseRoute(pathname);
  useEffect(() => {
    if (pathname === '/') navigate(`/services${window.location.search}`, { replace: true });
  }, [pathname]);
  switch (route.screen) {
    case 'services':
      return <Services />;
    case 'service':
      return <Service key={pathname} namespace={route.namespace} service={route.service} />;
    case 'pod':
      return <Pod key={pathname} namespace={route.namespace} pod={route.pod} />;
    case 'namespace':
      return <Namespace key={pathname} namespace={route.namespace} />;
    case 'diff':
      return <Diff />;
    case 'targets':
      return <Targets />;
    case 'target':
      return <Target key={pathname} kind={route.kind} namespace={route.namespace} name={route.name} />;
    case 'unknown':
      return (
        <>
          <Header crumbs={[{ text: 'No such page' }]} />
          <Empty title="There is no page here">
            <p>The address may be cut off. All services are under Services, all targets under Targets.</p>
          </Empty>
        </>
      );
  }
}
