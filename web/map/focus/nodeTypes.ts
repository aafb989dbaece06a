import { CardNode } from '../CardNode.tsx';
import { GroupNode } from './GroupNode.tsx';
import { OutsideNode } from './OutsideNode.tsx';

export const nodeTypes = { card: CardNode, rows: GroupNode, outside: OutsideNode };
