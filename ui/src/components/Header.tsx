import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePathname } from 'wouter/use-browser-location';
import { FUNCTIONS_PATH, parseRoute } from '../url/route.ts';
import { Brand } from './Brand.tsx';
import styles from './Header.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { UserMenu } from './UserMenu.tsx';

interface Props {
  /** Where we are below the screen that the navigation names, outermost first. */
  readonly crumbs?: readonly { readonly text: string; readonly href?: string }[];
  readonly middle?: ReactNode;
  readonly children?: ReactNode;
}

export function Header({ crumbs = [], middle, children }: Props) {
  return (
    <header className={styles.header}>
      <Link href="/services" className={styles.home} aria-label="Podflame">
        <Brand />
      </Link>
      <Navigation deeper={crumbs.length > 0} />
      {crumbs.length > 0 && (
        <nav className={styles.crumbs} aria-label="Where this is">
          {crumbs.map(({ text, href }, i) => (
            <span key={`${i} ${text}`} title={text}>
              {i < crumbs.length - 1 || href !== undefined ? (
                <Crumb text={text} href={href} />
              ) : (
                <b aria-current="page">{text}</b>
              )}
            </span>
          ))}
        </nav>
      )}
      {middle !== undefined && <div className={styles.middle}>{middle}</div>}
      <div className={styles.actions}>
        {children}
        <UserMenu />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function Crumb({ text, href }: { readonly text: string; readonly href: string | undefined }) {
  return href === undefined ? text : <Link href={href}>{text}</Link>;
}

/** A pod is looked at from its services, so it belongs to them. */
function Navigation({ deeper }: { readonly deeper: boolean }) {
  const { screen } = parseRoute(usePathname());
  const place =
    screen === 'targets' || screen === 'target'
      ? '/targets'
      : screen === 'functions'
        ? FUNCTIONS_PATH
        : screen === 'unknown'
          ? ''
          : '/services';
  return (
    <nav className={styles.screens} aria-label="Screens">
      {[
        { href: '/services', text: 'Services' },
        { href: FUNCTIONS_PATH, text: 'Functions' },
        { href: '/targets', text: 'Targets' },
      ].map(({ href, text }) => (
        <Link
          key={href}
          href={href}
          data-here={href === place}
          aria-current={href === place && !deeper ? 'page' : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
