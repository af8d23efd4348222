import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/talk.css";
import "../styles/staff.css";
import "../styles/figures.css";
