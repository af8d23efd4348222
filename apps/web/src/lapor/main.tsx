import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/reporter.css";
import { mount } from "../lib/reporter/mount.ts";
import { App } from "./App.tsx";

mount(App);
