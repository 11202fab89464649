var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<MailServer>();
builder.Services.AddOrchestrator(builder.Configuration).UseSqlite().AddMinimalWorkflows();
builder.Services.AddOrchestratorApi();

var app = builder.Build();
app.UseOrchestratorApi();
app.MapOrchestratorApi();
app.MapGet("/mail", (MailServer mail) => mail.Values);
app.MapDelete("/mail", (MailServer mail) => mail.Clear());
app.Run();

// The external system, in memory: it is empty after each start.
internal sealed class MailServer : System.Collections.Concurrent.ConcurrentDictionary<string, MailState>;

[Product("mailbox")]
internal sealed partial class Mailbox : SubscriptionModel { public MailboxBlock Box { get; set; } = new(); }

[ProductBlock("Mailbox")]
internal sealed partial class MailboxBlock : ProductBlock { public string? Address { get; set; } public int Quota { get; set; } }

internal sealed record MailboxPage(string Address, int Quota) : FormPage;
internal sealed record MailState(string? Address, int Quota);

[ExternalResource("mailbox on the mail server")]
internal sealed partial class MailResource(MailServer mail) : ExternalResource<Mailbox, MailState>
{
    public override string Identify(Mailbox subscription) => subscription.SubscriptionId.ToString();
    public override MailState Describe(Mailbox subscription) => new(subscription.Box.Address, subscription.Box.Quota);
    public override Task<MailState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(mail.GetValueOrDefault(key));
    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.FromResult(mail.TryRemove(key, out _));
    public override Task<string> ApplyAsync(string? key, MailState desired, MailState? actual, CancellationToken cancellationToken)
    {
        mail[key!] = desired;
        return Task.FromResult(key!);
    }
}

internal static partial class MailboxWorkflows
{
    [CreateWorkflow(typeof(Mailbox), "Create mailbox", InputForm = nameof(AskMailbox))]
    public static StepList CreateMailbox() => Begin >> NewMailbox >> StoreProcessSubscription >> SetMailbox >> UpdateMailServer;
    [ModifyWorkflow(typeof(Mailbox), "Modify mailbox", InputForm = nameof(AskMailbox))]
    public static StepList ModifyMailbox() => Begin >> SetMailbox >> UpdateMailServer;
    [TerminateWorkflow(typeof(Mailbox), "Terminate mailbox")]
    public static StepList TerminateMailbox() => Begin >> Remove<MailResource>();
    [ExternalSystemSteps]
    private static StepList UpdateMailServer => Begin >> Apply<MailResource>();
    private static async Task<MailboxPage> AskMailbox(FormSession form) => await form.AskLastAsync<MailboxPage>();
    [Step("New mailbox")]
    private static Mailbox NewMailbox(Guid product) => Mailbox.Create(product, customerId: "me");
    [Step("Set mailbox")]
    private static Mailbox SetMailbox(Mailbox subscription, string address, int quota)
    {
        (subscription.Box.Address, subscription.Box.Quota) = (address, quota);
        return subscription;
    }
}
