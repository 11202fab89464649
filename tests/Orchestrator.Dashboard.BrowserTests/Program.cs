using Orchestrator.Dashboard.BrowserTests.Figures;
using Orchestrator.Dashboard.BrowserTests.Support;
using Xunit.Runner.InProc.SystemConsole;

if (args is not (["screenshots", _] or ["figures", ..]))
{
    return await ConsoleRunner.Run(args);
}

// Pictures and figures are for people: nothing is tested.
await using var chromium = new Chromium();
await chromium.InitializeAsync();
if (args is ["screenshots", var folder])
{
    await Screenshots.TakeAsync(chromium, Directory.CreateDirectory(folder));
}
else
{
    await DashboardFigures.PrintAsync(chromium, FigureSizes.Parse(args[1..]));
}

return 0;
