import { createRoot } from 'react-dom/client';
import { Console } from './console.tsx';
import './console.css';

const place = document.querySelector('#console');
if (place !== null) createRoot(place).render(<Console />);
