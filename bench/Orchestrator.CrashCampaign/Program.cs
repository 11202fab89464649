using Orchestrator.CrashCampaign.Driving;
using Orchestrator.CrashCampaign.Hosting;

if (args is ["host", ..])
{
    await CampaignHost.RunAsync(args[1..]);
    return 0;
}

return await new Campaign(CampaignOptions.Parse(args)).RunAsync() ? 0 : 1;
