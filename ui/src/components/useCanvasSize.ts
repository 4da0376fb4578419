import { useEffect, useState } from 'react';
import { useDeviceRatio } from './useDeviceRatio.ts';

/** In pixels of the page, and pixels of the screen in one of them. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** How large a canvas is that the page's layout sizes; 0 wide before it is laid out. */
export function useCanvasSize(canvas: { readonly current: HTMLCanvasElement | null }): CanvasSize {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const ratio = useDeviceRatio();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return { ...size, ratio };
}

/** Paints a canvas of that size with the browser's next frame. Returns what calls it off. */
export function paintSoon(
  canvas: HTMLCanvasElement | null,
  { width, height, ratio }: CanvasSize,
  paint: (context: CanvasRenderingContext2D, element: HTMLCanvasElement) => void,
): (() => void) | undefined {
  const context = canvas?.getContext('2d');
  if (!canvas || !context || width === 0) return undefined;
  const request = requestAnimationFrame(() => {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    paint(context, canvas);
  });
  return () => cancelAnimationFrame(request);
}
