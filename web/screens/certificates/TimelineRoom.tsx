import { classes } from '../../ui/classes.ts';
import screen from './CertificatesScreen.module.css';
import styles from './ExpiryTimeline.module.css';
import { laneNames } from './laneNames.ts';

/** Keeps the room of summary and lanes until they have been counted, so that the table below stays where it is. */
export function TimelineRoom() {
  return (
    <div aria-hidden="true">
      <div className={classes(screen.summary, screen.room)}>
        <h2>&nbsp;</h2>
        <p>&nbsp;</p>
      </div>
      <div className={styles.timeline}>
        <div className={styles.lanes}>
          {Object.values(laneNames).map((name) => (
            <div key={name} className={styles.lane}>
              <span className={styles.head}>{name}</span>
              <span className={styles.note} />
              <span className={styles.plot} />
              <span className={styles.axis}>&nbsp;</span>
            </div>
          ))}
        </div>
        <div className={styles.legend}>
          <span className={styles.legendLine} />
        </div>
      </div>
    </div>
  );
}
