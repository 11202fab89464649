namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>An example that believes a reverse proxy on the same machine.</summary>
public sealed class ProxiedExample(Chromium chromium) : BrowserExample(chromium, new() { Settings = ["--ReverseProxy", "127.0.0.1"] });
