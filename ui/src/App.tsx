import { useEffect } from 'react';
import { navigate, usePathname } from 'wouter/use-browser-location';
import { Empty } from './components/Empty.tsx';
import { Header } from './components/Header.tsx';
import { Service } from './screens/Service.tsx';
import { Services } from './screens/Services.tsx';
import { parseRoute } from './url/route.ts';

export function App() {
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
    case 'unknown':
      return (
        <>
          <Header crumbs={[{ text: 'Services', href: '/services' }, { text: 'No such page' }]} />
          <Empty title="There is no page here">
            <p>The address may be cut off. All services are under Services.</p>
          </Empty>
        </>
      );
  }
}
