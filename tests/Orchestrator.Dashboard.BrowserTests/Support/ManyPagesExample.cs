namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>An example to which one browser may connect more pages than a client usually may.</summary>
public sealed class ManyPagesExample(Chromium chromium)
    : BrowserExample(chromium, new() { Settings = ["--Orchestrator:MaxSocketsPerClient", "10000"] });
