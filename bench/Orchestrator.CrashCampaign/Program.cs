using Orchestrator.CrashCampaign.Driving;
using Orchestrator.CrashCampaign.Hosting;

if (args is ["host", ..])
{
    await CampaignHost.RunAsync(args[1..]);
    return 0;
}

if (args is ["bulk", ..])
{
    return await new BulkCampaign(CampaignOptions.Parse(args[1..])).RunAsync() ? 0 : 1;
}

return await new Campaign(CampaignOptions.Parse(args)).RunAsync() ? 0 : 1;
