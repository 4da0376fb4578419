/** Reads what a CSS colour comes to at a place of the page, variables and theme resolved, for canvases. */
export function colorReader(place: Element): (color: string) => string {
  return (color) => {
    const probe = document.createElement('span');
    probe.style.color = color;
    probe.style.display = 'none';
    place.append(probe);
    const computed = getComputedStyle(probe).color;
    probe.remove();
    return computed;
  };
}
