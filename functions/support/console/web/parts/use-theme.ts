import { useEffect, useState } from 'react';

type Shown = 'light' | 'dark';
export interface Theme {
  readonly shown: Shown;
  readonly toggle: () => void;
}

const system = matchMedia('(prefers-color-scheme: dark)');
const stored = (): Shown | undefined => {
  const text = localStorage.getItem('theme');
  return text === 'light' || text === 'dark' ? text : undefined;
};

/** Light or dark as the system has it, until the reader says otherwise. */
export function useTheme(): Theme {
  const [chosen, choose] = useState(stored);
  const [isDark, setDark] = useState(system.matches);
  useEffect(() => {
    const changed = (): void => setDark(system.matches);
    system.addEventListener('change', changed);
    return () => system.removeEventListener('change', changed);
  }, []);
  const shown = chosen ?? (isDark ? 'dark' : 'light');
  return {
    shown,
    toggle: () => {
      const other = shown === 'dark' ? 'light' : 'dark';
      localStorage.setItem('theme', other);
      choose(other);
    },
  };
}
