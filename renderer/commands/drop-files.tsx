import { useEffect, useState } from 'react';
import { useApi } from '../api/client.ts';
import { importFiles } from './commands.ts';

/** Export files may be dropped anywhere in the window. */
export function DropFiles() {
  const api = useApi();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    function over(event: DragEvent): void {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent): void {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      importFiles(api, [...(event.dataTransfer?.files ?? [])]);
    }
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [api]);
  return isOver ? <div className="drop-veil">Drop to see every row before anything is written</div> : null;
}
