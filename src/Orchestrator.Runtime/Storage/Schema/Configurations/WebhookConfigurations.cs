using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDeliveryEntity>
{
    public void Configure(EntityTypeBuilder<WebhookDeliveryEntity> builder)
    {
        builder.ToTable("webhook_deliveries").HasKey(static delivery => delivery.DeliveryId);
        builder.Property(static delivery => delivery.Webhook).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static delivery => delivery.EventType).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static delivery => delivery.LastError).HasMaxLength(Limits.MaxRejectionLength);
        builder.Property(static delivery => delivery.Owner).HasMaxLength(Limits.MaxNameLength);
        builder
            .HasIndex(static delivery => new { delivery.Webhook, delivery.NextAttemptAt }, "ix_webhook_deliveries_pending")
            .HasFilter("next_attempt_at IS NOT NULL");
        builder.HasIndex(static delivery => delivery.CreatedAt, "ix_webhook_deliveries_created_at");
    }
}

internal sealed class DisabledWebhookConfiguration : IEntityTypeConfiguration<DisabledWebhookEntity>
{
    public void Configure(EntityTypeBuilder<DisabledWebhookEntity> builder)
    {
        builder.ToTable("disabled_webhooks").HasKey(static webhook => webhook.Name);
        builder.Property(static webhook => webhook.Name).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static webhook => webhook.EndpointHash).HasMaxLength(64);
    }
}
